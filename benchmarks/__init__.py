"""Measurements that README and docs quote. Each script prints the machine, its command and its numbers."""
