package io.headjack.internal.catalog;

import io.headjack.TerminalSize;
import io.headjack.internal.json.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session was asked for beside its command, so that it can be started again.
 *
 * @param directory where it starts, or null for the worktree
 * @param variables the names of the variables that it was given; never their values, which may be secrets
 * @param size the terminal's size while nobody is attached
 */
public record SessionSpec(@Nullable String directory, List<String> variables, TerminalSize size) {
    /** What is known of a session that was recorded without it. */
    public static final SessionSpec USUAL = new SessionSpec(null, List.of(), TerminalSize.DEFAULT);

    public SessionSpec {
        variables = List.copyOf(variables);
    }

    static SessionSpec read(Fields fields) {
        return new SessionSpec(
                fields.optionalText("directory").orElse(null),
                fields.texts("variables"),
                new TerminalSize((int) fields.number("columns", TerminalSize.DEFAULT.columns()), (int)
                        fields.number("rows", TerminalSize.DEFAULT.rows())));
    }

    Map<String, Object> write() {
        Map<String, Object> out = new LinkedHashMap<>();
        Optional.ofNullable(directory).ifPresent(value -> out.put("directory", value));
        if (!variables.isEmpty()) {
            out.put("variables", variables);
        }
        if (!size.equals(TerminalSize.DEFAULT)) {
            out.put("columns", size.columns());
            out.put("rows", size.rows());
        }
        return out;
    }
}
