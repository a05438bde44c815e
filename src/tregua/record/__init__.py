"""The joint record: an RFC 6962 Merkle tree in C2SP formats. Pure: bytes in, bytes out."""
