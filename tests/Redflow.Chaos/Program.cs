return args is ["role", ..] ? 0 : 2;
