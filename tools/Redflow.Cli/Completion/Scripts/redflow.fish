# Completion of redflow in fish: redflow completion fish | source
complete -c redflow -a '(redflow complete (commandline -cp | string collect) 2> /dev/null)'
