"""Who was told what, when, by which channel, with what proof."""
