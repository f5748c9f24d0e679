"""Notices to other programs as signed JSON, and a runnable stand-in that receives them (`concord stand-in webhook`).

`POST <address>` with `{"key", "subject", "body"}`, signed as `connectors.signed` says; 2xx means delivered, but 202
means taken for later: then the receiver calls `POST /connect/webhook/receipts` here, as `connectors.receipts` says. The
same key again is the same notice; the body of a notice about an act is itself JSON, as `core.notices.hooks` says.

Redirects are not followed, and addresses inside the own network are not called unless `CONCORD_WEBHOOK_PRIVATE` allows
it: an address typed by a person must not become a way into the network.
"""
