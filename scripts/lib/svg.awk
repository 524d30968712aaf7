# Lines of a terminal with their colours, as an SVG. Wants columns.
BEGIN {
  split("#3b4252 #bf616a #a3be8c #ebcb8b #81a1c1 #b48ead #88c0d0 #e5e9f0", plain, " ")
  style = ""
}

function escaped(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  gsub(/>/, "\\&gt;", text)
  return text
}

# Sets colour and weight from the numbers of one sequence.
function choose(numbers,    count, each, i) {
  count = split(numbers, each, ";")
  if (count == 0) {
    colour = ""
    weight = ""
  }
  for (i = 1; i <= count; i++) {
    if (each[i] == 0) {
      colour = ""
      weight = ""
    } else if (each[i] == 1) {
      weight = " font-weight=\"bold\""
    } else if (each[i] == 39) {
      colour = ""
    } else if (each[i] >= 30 && each[i] <= 37) {
      colour = " fill=\"" plain[each[i] - 29] "\""
    } else if (each[i] >= 90 && each[i] <= 97) {
      colour = " fill=\"" plain[each[i] - 89] "\""
    } else if (each[i] == 38 || each[i] == 48) {
      i += each[i + 1] == 5 ? 2 : 4
    }
  }
  style = colour weight
}

function span(text) {
  if (text == "") {
    return ""
  }
  return style == "" ? escaped(text) : "<tspan" style ">" escaped(text) "</tspan>"
}

{
  line = ""
  rest = $0
  while (match(rest, /\033\[[0-9;]*m/)) {
    line = line span(substr(rest, 1, RSTART - 1))
    choose(substr(rest, RSTART + 2, RLENGTH - 3))
    rest = substr(rest, RSTART + RLENGTH)
  }
  lines[NR] = line span(rest)
}

END {
  width = columns * 8.4 + 32
  height = NR * 18 + 32
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n", width, height, width, height
  printf "<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"#2e3440\"/>\n"
  printf "<g font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"14\" fill=\"#d8dee9\" xml:space=\"preserve\">\n"
  for (i = 1; i <= NR; i++) {
    printf "<text x=\"16\" y=\"%d\">%s</text>\n", 12 + i * 18, lines[i]
  }
  print "</g>\n</svg>"
}
