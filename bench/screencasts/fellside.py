"""What a made-up shepherd keeps in a home, and a shell of another machine to be reached from there."""

FELLSIDE_FILES = {
    "flocks/upper.tsv": "101\tewe\tsound\n102\tewe\tlame\n103\tram\ttorn ear\n104\tewe\tlame\n",
    "flocks/lower.tsv": "201\tewe\tsound\n202\tram\tsound\n203\tewe\tlame\n",
    "flocks/old.tsv": "001\tewe\tsold\n",
    "notes/yesterday.md": "Rain. Moved the lower flock.\n",
    "barn/weather.log": "06:00 4C rain\n12:00 7C dry\n18:00 5C fog\n",
}
#: Only the prompt and the folder are another machine's, as there is no network to reach one.
FELLSIDE_HABITS = r"""
ssh() {
  echo "Welcome to $1. Last login: Sun Nov 22 19:04"
  bash --noprofile --rcfile <(
    printf '%s\n' "PS1='shepherd@$1 \W \$ '" "PROMPT_COMMAND='echo >> ~/.prompts'" 'cd ~/work/barn'
  )
}
"""
