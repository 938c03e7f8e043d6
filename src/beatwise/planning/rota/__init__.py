"""The rota: who works which post, by the rules of rest."""
