"""The deployment as deploy/ has it, on this machine: nginx before two replicas, one of them killed or changed."""
