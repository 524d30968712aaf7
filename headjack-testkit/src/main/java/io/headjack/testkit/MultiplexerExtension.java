package io.headjack.testkit;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of the contract its fixture. */
final class MultiplexerExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MultiplexerExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        MultiplexerContract contract = (MultiplexerContract) context.getRequiredTestInstance();
        // JUnit closes what lies in the store when the test has ended.
        context.getStore(NAMESPACE).put(TerminalFixture.class, new TerminalFixture(contract));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TerminalFixture.class;
    }

    @Override
    public TerminalFixture resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TerminalFixture fixture = context.getStore(NAMESPACE).get(TerminalFixture.class, TerminalFixture.class);
        return fixture != null ? fixture : fail("no fixture before the test " + context.getDisplayName());
    }
}
