"""A second opinion on a contract from a language model, off unless an operator names a server (P2).

The protocol is the chat completion of the OpenAI API, which many servers speak, those on one's own machine too:
`POST <url>/chat/completions` with `{"model", "messages", "temperature": 0}` and `Authorization: Bearer <key>`; answered
200 `{"choices": [{"message": {"content": "..."}}]}`. The content is to be JSON: `{"findings": [{"block", "quote",
"reason", "proposal", "article"}]}`.

What is sent is masked first, sign for sign. What comes back is believed only where it quotes words that stand in the
text; an article counts only if it is among our statutes. The engine is whole without all this.
"""
