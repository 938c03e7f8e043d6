"""Pages of proceedings, requests, public questions and forward plans."""
