"""Hand messages to the mail server."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError

from concord.core.ports import Handed
from concord.core.refusals import OutsideFailure

FOR_GOOD = 500


def _passes(refused: SMTPRecipientsRefused) -> bool:
    """Whether the refusal is one for now only (4xx: mailbox full, greylisted), not for good (5xx)."""
    return all(code < FOR_GOOD for code, _words in refused.recipients.values())


class MailServer:
    """The SMTP server of the settings."""

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one e-mail; its Message-ID is made of the key, so that repeats can be told."""
        letter = EmailMessage(subject, body, to=[address], headers={"Message-ID": f"<{key}@concord>"})
        try:
            letter.send()
        except SMTPRecipientsRefused as refused:
            raise OutsideFailure("The mail server refuses this address.", again=_passes(refused)) from refused
        except SMTPResponseException as refused:
            again = refused.smtp_code < FOR_GOOD
            raise OutsideFailure(f"The mail server answered {refused.smtp_code}.", again=again) from refused
        except BadHeaderError as broken:
            raise OutsideFailure("The address or subject breaks a mail header.", again=False) from broken
        except (SMTPException, OSError) as error:
            raise OutsideFailure(f"The mail server does not take it ({type(error).__name__}).", again=True) from error
        return Handed(key[:80])
