"""What is not for users: everything here may change with any version. The public modules stand one folder up."""
