package io.headjack.examples.hjk;

import io.headjack.Catalog;
import io.headjack.Headjack;
import io.headjack.error.HeadjackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/**
 * Prints, for a shell that completes, the names that can stand where the last word is. Branches come from the record,
 * without a question to the engine. What fails prints nothing: nobody wants errors while pressing Tab.
 */
@Command(hidden = true, description = "Print the names that can stand where the last word is.")
final class NamesVerb extends Verb {
    private static final Set<String> WITHOUT_NAMES = Set.of("help", "version", "completion");
    private static final Set<String> WITH_SESSION =
            Set.of("attach", "status", "logs", "send", "events", "rename", "restart");

    @Parameters(arity = "0..*", paramLabel = "WORD")
    private List<String> words = new ArrayList<>();

    @Unmatched
    private List<String> ignored = new ArrayList<>();

    NamesVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        if (words.size() < 2 || WITHOUT_NAMES.contains(words.get(0))) {
            return ExitCode.DONE;
        }
        try {
            names(headjack, words.get(0)).forEach(console()::line);
        } catch (HeadjackException e) {
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    private List<String> names(Headjack headjack, String verb) {
        if (words.size() == 2) {
            return verb.equals("kill")
                    ? branches(headjack)
                            .flatMap(branch -> sessions(headjack, branch).map(session -> branch + "/" + session))
                            .toList()
                    : branches(headjack).toList();
        }
        return words.size() == 3 && WITH_SESSION.contains(verb)
                ? sessions(headjack, words.get(1)).toList()
                : List.of();
    }

    private Stream<String> branches(Headjack headjack) {
        Path repository = here(headjack).repository();
        return headjack.catalog().entries().stream()
                .filter(entry -> entry.repository().equals(repository))
                .map(Catalog.Entry::branch)
                .map(Object::toString);
    }

    private Stream<String> sessions(Headjack headjack, String branch) {
        return here(headjack).get(branch).sessions().list().stream()
                .map(session -> session.name().value());
    }
}
