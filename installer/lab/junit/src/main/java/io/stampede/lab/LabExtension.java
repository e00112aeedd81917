package io.stampede.lab;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// What [Lab] does. The leases of a class lie in its store, which JUnit closes behind the last
/// test; that a host was emptied is noted in the store of the class or of the one test that asked
/// for it.
final class LabExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace SPACE = Namespace.create(LabExtension.class);

  /// A constructor's host belongs to the one test the object is made for.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /// Sorted, so that two runs that want the same hosts cannot wait for one another for ever.
  @Override
  public void beforeAll(ExtensionContext context) {
    var store = context.getStore(SPACE);
    try {
      hostsOf(context).forEach(name -> lease(store, name));
    } catch (LabFailure e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw e;
      }
      Assumptions.abort("not run, because there is no lab: " + e.getMessage());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    hostsOf(context).forEach(name -> lease(context.getStore(SPACE), name).host().revive());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LabHost.class && parameter.isAnnotated(Host.class);
  }

  @Override
  public LabHost resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var name = real(parameter.getParameter());
    var store = context.getStore(SPACE);
    var host = lease(store, name).host();
    store.getOrComputeIfAbsent("empty " + name, _ -> emptied(host), Boolean.class);
    return host;
  }

  private static boolean emptied(LabHost host) {
    host.reset();
    return true;
  }

  private static Lease lease(Store store, String name) {
    return Objects.requireNonNull(
        store.getOrComputeIfAbsent(name, n -> Lease.take(LabCommand.find(), n), Lease.class));
  }

  private static List<String> hostsOf(ExtensionContext context) {
    return Stream.<Class<?>>iterate(
            context.getRequiredTestClass(), c -> c != null, c -> c.getSuperclass())
        .flatMap(c ->
            Stream.concat(
                Stream.of(c.getDeclaredMethods()), Stream.of(c.getDeclaredConstructors())))
        .map(Executable::getParameters)
        .flatMap(Stream::of)
        .filter(p -> p.isAnnotationPresent(Host.class))
        .map(LabExtension::real)
        .sorted()
        .distinct()
        .toList();
  }

  private static String real(Parameter parameter) {
    var host = Objects.requireNonNull(parameter.getAnnotation(Host.class));
    return HostNames.fromSettings().real(host.value());
  }
}
