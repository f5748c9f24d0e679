"""Crosswalks: which of our kinds each class of another body's classification is, proposed, decided, published (D3)."""
