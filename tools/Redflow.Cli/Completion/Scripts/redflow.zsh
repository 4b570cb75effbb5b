#compdef redflow
# Completion of redflow in zsh: source <(redflow completion zsh), behind compinit
_redflow() {
    local -a found
    found=("${(@f)$(redflow complete "${(j: :)words[1,CURRENT]}" 2> /dev/null)}")
    found=("${(@)found:#}")
    if (( ${#found} )); then
        compadd -- "${found[@]}"
    else
        _files
    fi
}
compdef _redflow redflow
