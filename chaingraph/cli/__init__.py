"""The command line, thin; may import the service and exports, a face or loader only by entry point."""
