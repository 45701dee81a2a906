"""What touches the world: language engines, the brand library, customer data, records, systems, files."""
