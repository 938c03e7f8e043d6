"""Accounts: who may sign in, with which role; sessions, second factors and access tokens."""
