"""The service under load: requests at a constant rate, whatever becomes of them, and how it holds out"""
