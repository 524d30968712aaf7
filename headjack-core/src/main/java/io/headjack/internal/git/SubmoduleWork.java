package io.headjack.internal.git;

import io.headjack.internal.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the submodules of an instance have that nothing else has.
 *
 * @param filled the directories that are still those of submodules, and not of repositories that somebody put there
 * @param lines what would be lost, for a person
 * @param unsaved the submodules with commits that the host does not have
 */
public record SubmoduleWork(Set<Path> filled, List<String> lines, List<Submodule> unsaved) {
    /** That of an instance without submodules. */
    public static final SubmoduleWork NONE = new SubmoduleWork(Set.of(), List.of(), List.of());

    private static final long LONGEST = 64L << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** As many arguments as every system takes. */
    private static final int AT_ONCE = 100;

    private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{40}");
    private static final String NEXT = "submodule";
    private static final String FOREIGN = "foreign";
    private static final String UNREADABLE = "unreadable";

    /** Each answer ends with a zero byte. No path in a status begins as the other words do. */
    private static final String ASK = """
            workspace=$1
            shift
            while [ $# -gt 1 ]; do
              place=$workspace/$1 git=$2
              shift 2
              printf 'submodule\\0'
              if [ -h "$place/.git" ] || [ ! -f "$place/.git" ] || [ "$(cat "$place/.git")" != "gitdir: $git" ]; then
                printf 'foreign\\0'
              else
                git --git-dir="$git" --work-tree="$place" -c core.fsmonitor= status --porcelain=v1 -z \\
                  --untracked-files=all --ignore-submodules=dirty --no-renames || printf 'unreadable\\0'
              fi
              [ -e "$git" ] || continue
              { git --git-dir="$git" show-ref --head || echo unreadable
                git --git-dir="$git" rev-list -g refs/stash -- 2> /dev/null | sed 's/$/ an older stash/'
              } | tr '\\n' '\\0'
            done
            """;

    /** What one submodule said. */
    private record Answer(List<String> words) {
        boolean is(String word) {
            return words.contains(word);
        }

        /** Objects with what names them. */
        Map<String, String> tips() {
            Map<String, String> tips = new LinkedHashMap<>();
            for (String word : words) {
                if (word.length() > 41 && OBJECT.matcher(word.substring(0, 40)).matches()) {
                    tips.putIfAbsent(word.substring(0, 40), word.substring(41));
                }
            }
            return tips;
        }

        List<String> changed() {
            return words.stream()
                    .filter(word -> word.length() > 3 && word.charAt(2) == ' ')
                    .toList();
        }
    }

    static SubmoduleWork of(List<Submodule> all, GitInvoker git, Layout layout, AgentSide inside, String workspace) {
        Set<Path> filled = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        List<Submodule> unsaved = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Submodule> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            List<Answer> answers = ask(some, inside, workspace);
            for (int i = 0; i < some.size(); i++) {
                Submodule submodule = some.get(i);
                Answer answer = answers.get(i);
                String name = "submodule " + submodule.printable();
                if (!answer.is(FOREIGN)) {
                    filled.add(Path.of(submodule.path()));
                    answer.changed()
                            .forEach(record -> lines.add(name + ": "
                                    + (record.startsWith("??") ? "untracked: " : "modified: ")
                                    + Printable.name(record.substring(3))));
                }
                if (answer.is(UNREADABLE)) {
                    lines.add(name + ": git inside cannot read it");
                }
                Map<String, String> tips = answer.tips();
                tips.keySet().removeAll(HostModule.of(git, layout, submodule).present(tips.keySet()));
                tips.forEach((object, ref) -> lines.add(
                        name + ": " + Printable.name(ref) + " is at " + object + ", which the host does not have"));
                if (!tips.isEmpty() || answer.is(UNREADABLE)) {
                    unsaved.add(submodule);
                }
            }
        }
        return new SubmoduleWork(filled, List.copyOf(lines), List.copyOf(unsaved));
    }

    private static List<Answer> ask(List<Submodule> some, AgentSide inside, String workspace) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", ASK, "headjack-submodules", workspace));
        some.forEach(each -> command.addAll(List.of(each.path(), each.inside())));
        InsideCommand call = InsideCommand.of(inside, command);
        GitResult result = call.run(LONGEST, TIMEOUT);
        List<Answer> answers = new ArrayList<>();
        for (String word : result.records()) {
            if (word.equals(NEXT)) {
                answers.add(new Answer(new ArrayList<>()));
            } else if (!answers.isEmpty()) {
                answers.get(answers.size() - 1).words.add(word);
            }
        }
        if (answers.size() != some.size()) {
            throw call.failure(result);
        }
        return answers;
    }
}
