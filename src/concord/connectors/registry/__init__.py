"""The register of companies: status, former names, licences, and the lists of dishonest or punished bodies (P5).

`POST <url>/companies` with `{"code": "<unified social credit code>"}`, signed with the shared key as
`connectors.signed` does; answered 200, signed the same way, `{"company": null}` for a code that nobody holds, else
`{"company": {"code", "name", "status", "former_names": [], "licences": [{"name", "until"}], "listed": [],
"small": true | false | null}}`.
"""
