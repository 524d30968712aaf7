package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.headjack.error.InvalidRequestException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Gives each test of the contract its fixture, and turns a test around where the runtime lacks what it needs. */
final class ContractExtension implements BeforeEachCallback, ParameterResolver, InvocationInterceptor {
    private static final Namespace NAMESPACE = Namespace.create(ContractExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        ContainerRuntimeContract contract = (ContainerRuntimeContract) context.getRequiredTestInstance();
        // JUnit closes what lies in the store when the test has ended.
        context.getStore(NAMESPACE).put(ContractFixture.class, new ContractFixture(contract));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ContractFixture.class;
    }

    @Override
    public ContractFixture resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ContractFixture fixture = context.getStore(NAMESPACE).get(ContractFixture.class, ContractFixture.class);
        return fixture != null ? fixture : fail("no fixture before the test " + context.getDisplayName());
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        Needs needs = test.getExecutable().getAnnotation(Needs.class);
        ContainerRuntimeContract contract = (ContainerRuntimeContract) context.getRequiredTestInstance();
        if (needs == null || contract.features().contains(needs.value())) {
            invocation.proceed();
        } else if (needs.refused()) {
            assertThatThrownBy(invocation::proceed)
                    .as("a runtime without %s refuses it", needs.value())
                    .isInstanceOf(InvalidRequestException.class);
        } else {
            invocation.skip();
        }
    }
}
