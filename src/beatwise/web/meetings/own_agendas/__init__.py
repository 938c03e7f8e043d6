"""The items of bodies' own agendas, as data and drawn from the record."""
