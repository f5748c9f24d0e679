"""E-mail by SMTP, and a runnable stand-in for the server (`concord stand-in mail`)."""
