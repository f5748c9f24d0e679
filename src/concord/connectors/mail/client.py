"""Hand messages to the mail server."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from concord.core.ports import Handed
from concord.core.refusals import OutsideFailure


class MailServer:
    """The SMTP server of the settings."""

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one e-mail; its Message-ID is made of the key, so that repeats can be told."""
        letter = EmailMessage(subject, body, to=[address], headers={"Message-ID": f"<{key}@concord>"})
        try:
            letter.send()
        except SMTPRecipientsRefused as refused:
            raise OutsideFailure("The mail server refuses this address.", again=False) from refused
        except (SMTPException, OSError) as error:
            raise OutsideFailure(f"The mail server does not take it ({type(error).__name__}).", again=True) from error
        return Handed(key)
