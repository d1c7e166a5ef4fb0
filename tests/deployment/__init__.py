"""The deployment as deploy/ has it, on this machine: nginx before two replicas, under load, with one killed or changed."""
