"""Datasets to measure on, each a sealed folder that `plenary.store.open_dataset` opens; never part of the repository.

`general-debate` holds who spoke in the General Debate, from the table in the folder `shared`. The others are generated:
no such session was held, nobody said so, and every description says that. What is generated is shaped like what is
recorded (see `bench.corpora.measured`), so that a question costs what it would cost on as many real statements.
"""
