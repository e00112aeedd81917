package io.stampede.web;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import io.stampede.Stampede;
import io.stampede.client.StampedeClient;
import io.stampede.component.Components;
import io.stampede.web.ui.Theme;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// The server's start, and the page around every screen of the console.
@Push
@Viewport("width=device-width, initial-scale=1")
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("assets/tokens.css")
@StyleSheet("assets/console.css")
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
public class StampedeWeb implements AppShellConfigurator {
  public static void main(String[] args) {
    SpringApplication.run(StampedeWeb.class, args);
  }

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.setPageTitle("Stampede");
    settings.addFavIcon("icon", "assets/logo.svg", "any");
    settings.addInlineWithContents(
        Inline.Position.PREPEND, Theme.START, Inline.Wrapping.JAVASCRIPT);
  }

  /// Tests put another backend in its place.
  @Bean
  @ConditionalOnProperty(name = "stampede.backend", havingValue = "local", matchIfMissing = true)
  Stampede stampede(WebSettings settings) throws IOException {
    var local = Stampede.Settings.in(settings.data());
    return Stampede.open(
        settings.demo() ? local.asDemo() : local.withComponents(Components.installed()));
  }

  @Bean(destroyMethod = "")
  @ConditionalOnProperty(name = "stampede.backend", havingValue = "local", matchIfMissing = true)
  StampedeClient client(Stampede stampede) {
    return stampede.client();
  }
}
