"""File formats: HTML, PDF, ODS and XLSX from one document value."""
