package io.headjack.docker.hostile;

import java.util.Arrays;
import java.util.List;

/**
 * One way to have the host run a program.
 *
 * @param name as docs/security.md has it
 * @param plant a shell script that works in a worktree, with the canary's path in {@code $CANARY}
 * @param trigger what a person then does there: arguments of git, after the word {@code terminal} if it needs one;
 *     {@code {new}} is a path where nothing is; each may fail
 */
record Attack(String name, String plant, List<List<String>> trigger) {
    static Attack of(String name, String plant, String... trigger) {
        return new Attack(
                name,
                plant,
                Arrays.stream(trigger).map(each -> List.of(each.split(" "))).toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
