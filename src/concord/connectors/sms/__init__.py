"""Text messages by an HTTP gateway, and a runnable stand-in for it (`concord stand-in sms`).

The protocol, all of it JSON signed as `connectors.signed` says:

- `POST <url>` with `{"key", "to", "text"}`; answered 200 `{"id", "status": "accepted" | "delivered"}`. The same key
  again is the same message. 408, 429 and 5xx may be tried again; any other status is final, its body `{"error"}`.
- `POST <url>/status` with `{"keys": [...]}`; answered 200 `{"receipts": [...]}` for what is settled by now.
- The gateway may `POST /connect/sms/receipts` here with `{"receipts": [...]}`; answered 204.

Receipts look as `connectors.receipts` says.
"""
