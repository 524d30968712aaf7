package io.headjack.spi;

import io.headjack.CredentialKind;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One form in which an agent takes a credential. It has variables, of which the first takes what a program gives and each
 * takes the variable of its name in this program's environment; or it has files, which the agent keeps in its home; or a
 * variable and a file with the token for it.
 *
 * @param kind what it is
 * @param variables the names of the variables that it is in
 * @param files the files that it is in
 * @param settings what must be in files of the agent's home so that it takes this form without a question, as in {@link
 *     AgentProfile#files()}; {@link #TAIL} in it stands for the end of the token
 */
public record AgentCredential(
        CredentialKind kind, List<String> variables, List<CredentialFile> files, Map<String, String> settings) {
    /**
     * Stands in settings for the last 20 characters of the token, by which an agent may know again what a person has agreed
     * to. Where the token is so short that these would give half of it away, what they are in is left out.
     */
    public static final String TAIL = "@LAST20@";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * Checks and copies the parts.
     *
     * @param kind what it is
     * @param variables the names of the variables that it is in
     * @param files the files that it is in
     * @param settings what must be in files of the agent's home so that it takes this form without a question
     */
    public AgentCredential {
        variables = List.copyOf(variables);
        files = List.copyOf(files);
        settings = Map.copyOf(settings);
        for (String variable : variables) {
            if (!VARIABLE.matcher(variable).matches()) {
                throw new IllegalArgumentException(
                        "a variable must have letters, digits and underscores, no digit first, was " + variable);
            }
        }
        if (variables.isEmpty() && files.isEmpty()) {
            throw new IllegalArgumentException("a credential must be in a variable or in a file");
        }
        boolean both = !variables.isEmpty() && !files.isEmpty();
        boolean tokens = files.stream().anyMatch(file -> file.token() != null);
        if (both != tokens || (both && files.size() > 1)) {
            throw new IllegalArgumentException(
                    "a credential with variables and files must have one file, and that must say where its token is");
        }
    }

    /**
     * Makes one that is in a variable.
     *
     * @param kind what it is
     * @param variable the variable
     * @return the form
     */
    public static AgentCredential variable(CredentialKind kind, String variable) {
        return new AgentCredential(kind, List.of(variable), List.of(), Map.of());
    }

    /**
     * Makes one that is in files.
     *
     * @param kind what it is
     * @param files the files
     * @return the form
     */
    public static AgentCredential files(CredentialKind kind, CredentialFile... files) {
        return new AgentCredential(kind, List.of(), List.of(files), Map.of());
    }

    /**
     * Sets what must be in files of the agent's home so that it takes this form without a question.
     *
     * @param contents contents by file, which is a path relative to the home directory
     * @return a new form
     */
    public AgentCredential settings(Map<String, String> contents) {
        return new AgentCredential(kind, variables, files, contents);
    }
}
