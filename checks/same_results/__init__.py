"""Prove that a restructuring changed no result byte: run two source trees and compare."""
