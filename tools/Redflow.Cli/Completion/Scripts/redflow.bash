# Completion of redflow in bash: source <(redflow completion bash)
_redflow() {
    local line="${COMP_LINE:0:COMP_POINT}" word
    COMPREPLY=()
    while IFS= read -r word; do
        [[ -n "$word" ]] && COMPREPLY+=("$(printf '%q' "$word")")
    done < <(redflow complete "$line" 2> /dev/null)
    # Bash takes the part behind a colon for a word of its own.
    if declare -F __ltrim_colon_completions > /dev/null; then
        __ltrim_colon_completions "${line##* }"
    fi
}
complete -o default -F _redflow redflow
