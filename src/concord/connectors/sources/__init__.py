"""Sources of records by HTTP, and runnable stand-ins for them (`concord stand-in source <code>`).

Every request of ours is signed as `connectors.signed` says, over its query string; records come ordered by when they
were last changed, the oldest first. Where in an answer they stand, and what parameters are called, says the mapping.

- `page`: `GET <path>?updated_after=&page=&size=`; the answer holds the rows and the number of pages.
- `cursor`: `GET <path>?cursor=&size=`; the answer holds the rows and the next mark, which is empty or the same at the
  end; new and changed records come behind it.
- `since`: `GET <path>?since=&size=`; the rows changed at that time or later. Fewer than `size` rows are the last.
- `push`: the source calls `POST /connect/exchange/<source>/<place>` here with `{"records": [...]}`, at most 500, the
  body signed; answered 200 with what became of them, each refused one with the reason. The same push again answers
  as before; 403 for a wrong signature, an unknown source or place alike.
- `file`: a table, CSV or Excel, that a person sends in.
"""
