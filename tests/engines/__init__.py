"""The cluster engine, against a Spark cluster on this machine: `make test-engines`, apart from `make test`."""
