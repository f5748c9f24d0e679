"""Text messages by an HTTP gateway, and a runnable stand-in for it.

Protocol: POST {"key", "to", "text"} as JSON, signed in `X-Signature` with HMAC-SHA256 of the body; answered with
{"id"}. The same key again is the same message. 4xx is final, anything else may be tried again.
"""
