"""Notices to other programs as signed JSON, and a runnable stand-in that receives them (`concord stand-in webhook`).

`POST <address>` with `{"key", "subject", "body"}`, signed as `connectors.signed` says; any 2xx means taken. The same
key again is the same notice. Redirects are not followed, and addresses inside the own network are not called unless
`CONCORD_WEBHOOK_PRIVATE` allows it: an address typed by a person must not become a way into the network.
"""
