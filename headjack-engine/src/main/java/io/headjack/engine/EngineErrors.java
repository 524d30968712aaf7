package io.headjack.engine;

import com.github.dockerjava.api.exception.DockerException;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into what the caller does next, and keeps the engine's own words. */
final class EngineErrors {
    private static final Pattern JSON_MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");
    /** What programs send a terminal for colours, titles and the like. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[\\]PX^_][^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\\\|\u009c)?"
                    + "|\u001b[ -/]*[0-~]?");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\n\t]]");
    private static final Pattern STATUS = Pattern.compile("^Status \\d+: ");
    private static final int MAX_WORDS = 4000;

    private final EngineSettings settings;
    private final EngineDoor door;

    EngineErrors(EngineSettings settings) {
        this(settings, new EngineDoor(settings.socket(), null));
    }

    EngineErrors(EngineSettings settings, EngineDoor door) {
        this.settings = settings;
        this.door = door;
    }

    /** What a refusal means, where it means more than {@link NotFoundException} or {@link OperationFailedException}. */
    enum Meaning {
        /** 404 is not found, all else failed. */
        USUAL,
        /** As usual, and 409 is a conflict. */
        CONFLICTS,
        /** As usual, 409 is a conflict, and 400 or a missing mount source is a wrong request. */
        CREATION
    }

    /** Which engine it is, for messages. */
    String engine() {
        return settings.name() + " at " + door.endpoint();
    }

    HeadjackException translate(String what, Throwable failure, Meaning meaning) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof HeadjackException already) {
                return already;
            }
            if (each instanceof DockerException refusal) {
                return refused(what, refusal, meaning);
            }
            if (each instanceof IOException broken) {
                return unavailable(what, broken);
            }
        }
        return new OperationFailedException(engine() + " could not " + what + ": " + failure, failure);
    }

    HeadjackException unavailable(String what, IOException broken) {
        String reason = String.valueOf(broken.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        String hint;
        if (!Files.exists(door.socket())) {
            reason = "there is no socket";
            hint = settings.startHint();
        } else if (lower.contains("permission denied")) {
            hint = settings.permissionHint();
        } else if (EngineDoor.isUnattended(door.socket(), broken)) {
            reason = "nobody listens on the socket";
            hint = settings.startHint();
        } else {
            hint = "See whether it still runs, then try again.";
        }
        return new RuntimeUnavailableException(
                "Could not " + what + ": " + settings.name() + " cannot be reached at " + door.endpoint() + " ("
                        + reason + "). " + hint,
                broken);
    }

    private HeadjackException refused(String what, DockerException refusal, Meaning meaning) {
        String words = words(refusal);
        String message = settings.name() + " refused to " + what + ": "
                + settings.traits().withCure(words);
        int status = refusal.getHttpStatus();
        if (words.contains("this container does not have a cgroup")) {
            return new UnsupportedException(message, refusal);
        }
        if (status == 404) {
            return new NotFoundException(message, refusal);
        }
        if (meaning != Meaning.USUAL && (status == 409 || isConflict(words))) {
            return new ConflictException(message, refusal);
        }
        if (meaning == Meaning.CREATION && (status == 400 || isMissingSource(words))) {
            return new InvalidRequestException(message, refusal);
        }
        return new OperationFailedException(message, refusal);
    }

    /** Podman has one status for all that it refuses. */
    private static boolean isConflict(String words) {
        return words.contains("that name is already in use") || words.contains("container state improper");
    }

    private static boolean isMissingSource(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("source path does not exist")
                || (lower.contains("statfs") && lower.contains("no such file or directory"));
    }

    /** The engine's message without status and JSON around it. */
    static String words(DockerException refusal) {
        String text = STATUS.matcher(String.valueOf(refusal.getMessage())).replaceFirst("");
        return words(text);
    }

    static String words(String answer) {
        Matcher json = JSON_MESSAGE.matcher(answer);
        String text = json.find()
                ? ESCAPE.matcher(json.group(1))
                        .replaceAll(escape -> Matcher.quoteReplacement(unescape(escape.group(1))))
                : answer;
        return printable(text);
    }

    /**
     * Text of another party, fit to be printed: no sequences for a terminal, no control characters but line feeds and tabs,
     * none that hide or turn round what follows, and not without end.
     */
    static String printable(@Nullable String text) {
        String plain = SEQUENCE.matcher(String.valueOf(text)).replaceAll("");
        String clean = UNPRINTABLE.matcher(plain).replaceAll("").strip();
        return clean.length() <= MAX_WORDS ? clean : "… " + clean.substring(clean.length() - MAX_WORDS);
    }

    private static String unescape(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r', 'b', 'f' -> " ";
            case 'u' ->
                escape.length() == 5 ? String.valueOf((char) Integer.parseInt(escape.substring(1), 16)) : escape;
            default -> escape;
        };
    }
}
