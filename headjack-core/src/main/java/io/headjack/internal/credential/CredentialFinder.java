package io.headjack.internal.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource.Place;
import io.headjack.error.CredentialException;
import io.headjack.internal.os.Environment;
import io.headjack.spi.AgentCredential;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds credentials: what an agent is given as a variable anyway, else what was chosen, else the environment and then the
 * agent's own files. What is there and cannot be used is an error, and never a reason to look on. Thread-safe.
 */
public final class CredentialFinder {
    private static final String MORE = "; docs/credentials.md tells the others";

    private final Environment environment;
    private final CredentialCommand command;
    private final FileReading files;

    public CredentialFinder(Environment environment, CredentialCommand command, Clock clock) {
        this.environment = environment;
        this.command = command;
        this.files = new FileReading(environment.home(), clock);
    }

    /**
     * Finds one and reads it.
     *
     * @throws CredentialException if it cannot be used, or was chosen and is not there
     */
    public Optional<FoundCredential> find(CredentialWish wish) {
        return find(wish, true);
    }

    /**
     * Finds one without running a program or asking anybody: of what comes from there, no more than the kind is known.
     *
     * @throws CredentialException if it cannot be used, or was chosen and is not there
     */
    public Optional<FoundCredential> look(CredentialWish wish) {
        return find(wish, false);
    }

    private Optional<FoundCredential> find(CredentialWish wish, boolean asking) {
        Optional<FoundCredential> anyway = wish.givenAnyway();
        Place place = wish.source().place();
        if (anyway.isPresent() || place == Place.NOWHERE) {
            return anyway;
        }
        try {
            if (place == Place.COMMAND || place == Place.PROGRAM) {
                return Optional.of(asked(wish, asking));
            }
            Optional<FoundCredential> found = place == Place.FILE ? Optional.empty() : inEnvironment(wish);
            if (found.isEmpty() && place != Place.ENVIRONMENT) {
                found = inFiles(wish);
            }
            if (found.isEmpty() && wish.chosen()) {
                throw missing(wish);
            }
            return found;
        } catch (UnusableException e) {
            // Without the cause: what it was made from may have parts of the secret.
            throw new CredentialException("the credential of " + wish.agent() + " cannot be used: " + e.words());
        }
    }

    private Optional<FoundCredential> inEnvironment(CredentialWish wish) throws UnusableException {
        for (AgentCredential form : wish.taken()) {
            Map<String, Secret> found = new LinkedHashMap<>();
            for (String name : form.variables()) {
                Optional<String> value = environment.variable(name);
                if (value.isPresent()) {
                    found.put(name, token("the variable " + name, value.get()));
                }
            }
            if (!found.isEmpty()) {
                String source = "the variable " + String.join(" and ", found.keySet());
                Secret token = found.values().iterator().next();
                return Optional.of(FoundCredential.token(form, source, found, token));
            }
        }
        return Optional.empty();
    }

    private static Secret token(String source, String value) throws UnusableException {
        try {
            return Token.of(value);
        } catch (UnusableException e) {
            throw e.of(source);
        }
    }

    private Optional<FoundCredential> inFiles(CredentialWish wish) throws UnusableException {
        UnusableException first = null;
        for (AgentCredential form : wish.taken()) {
            if (form.files().isEmpty() || !files.isThere(form)) {
                continue;
            }
            try {
                return Optional.of(files.read(form));
            } catch (UnusableException e) {
                if (!e.isOfAnotherForm()) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return Optional.empty();
    }

    private FoundCredential asked(CredentialWish wish, boolean asking) throws UnusableException {
        AgentCredential form = onlyForm(wish);
        Optional<Supplier<String>> supplier = wish.source().supplier();
        String source = supplier.isPresent()
                ? "the program that opened Headjack"
                : "the command " + wish.source().command().get(0);
        if (!asking) {
            return FoundCredential.unread(form.kind(), source);
        }
        try {
            byte[] answer = supplier.isPresent()
                    ? supplied(supplier.get())
                    : command.run(wish.source().command());
            if (isFile(form, answer)) {
                return files.given(form, source, answer);
            }
            Secret token = Token.of(answer);
            return FoundCredential.token(form, source, Map.of(form.variables().get(0), token), token);
        } catch (UnusableException e) {
            throw e.of("what " + source + " gives");
        }
    }

    /** Tells an agent's own file, which is an object of JSON, from a token. */
    private static boolean isFile(AgentCredential form, byte[] answer) {
        return form.variables().isEmpty() || (!form.files().isEmpty() && answer.length > 0 && answer[0] == '{');
    }

    private static byte[] supplied(Supplier<String> supplier) throws UnusableException {
        try {
            return supplier.get().getBytes(UTF_8);
        } catch (RuntimeException e) {
            throw new UnusableException(
                    "is missing, as it failed with a " + e.getClass().getSimpleName());
        }
    }

    /** A command says nothing of what it prints, so there must be no choice. */
    private static AgentCredential onlyForm(CredentialWish wish) throws UnusableException {
        List<CredentialKind> kinds =
                wish.taken().stream().map(AgentCredential::kind).distinct().toList();
        if (kinds.isEmpty()) {
            throw new UnusableException(wish.agent() + " takes no " + wish.wanted() + "; give it variables by its env");
        }
        if (kinds.size() > 1) {
            throw new UnusableException("nobody said which kind it is; set agents." + wish.agent()
                    + ".credential.kind to subscription or api_key");
        }
        return wish.taken().get(0);
    }

    private UnusableException missing(CredentialWish wish) {
        Place place = wish.source().place();
        Stream<String> variables =
                wish.taken().stream().flatMap(form -> form.variables().stream()).map(name -> "the variable " + name);
        Stream<String> paths = wish.taken().stream()
                .filter(form -> !form.files().isEmpty())
                .map(form -> "the file " + files.path(form));
        String places = Stream.concat(
                        place == Place.FILE ? Stream.empty() : variables,
                        place == Place.ENVIRONMENT ? Stream.empty() : paths)
                .distinct()
                .collect(Collectors.joining(" or "));
        return new UnusableException(
                places.isEmpty()
                        ? wish.agent() + " has no form of it for there; choose another source" + MORE
                        : "it is missing; it would be in " + places + "; put it there or choose another source" + MORE);
    }
}
