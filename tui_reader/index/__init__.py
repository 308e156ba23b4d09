"""The Whoosh index of a library: a cache that can be thrown away and built anew. Whoosh is used nowhere else."""
