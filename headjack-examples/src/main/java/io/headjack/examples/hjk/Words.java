package io.headjack.examples.hjk;

import java.util.List;

/**
 * Words of a command line, parted by a {@code --}, which the parser takes out.
 *
 * @param before those before it
 * @param after those after it
 */
record Words(List<String> before, List<String> after) {
    static Words split(List<String> words, List<String> commandLine) {
        int mark = commandLine.indexOf("--");
        int after = mark < 0 ? 0 : Math.min(words.size(), commandLine.size() - mark - 1);
        int at = words.size() - after;
        return new Words(words.subList(0, at), words.subList(at, words.size()));
    }
}
