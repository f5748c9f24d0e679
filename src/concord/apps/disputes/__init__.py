"""Disputes: reported by QR code, classified, routed, mediated, settled, followed up."""
