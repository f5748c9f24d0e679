"""Any file that a contract comes in, as blocks of text: Word (docx, doc), PDF, scans, pictures, plain text."""
