//! The command line: one file a command. Standard output is the product, standard error the conversation.

pub mod explain;
