package dev.kontor.http.request;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
public class RequestConfiguration {
    @Bean
    RequestIdFilter requestIdFilter() {
        return new RequestIdFilter();
    }

    @Bean
    WebMvcConfigurer requestArguments() {
        LargeBodies largeBodies = new LargeBodies();
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new JsonBodyArgument(largeBodies));
                resolvers.add(new QueryParametersArgument());
                resolvers.add(new PreferArgument());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(largeBodies).addPathPatterns("/v1/**");
                registry.addInterceptor(new AcceptedTypes()).addPathPatterns("/v1/**");
                registry.addInterceptor(new UnaskedParameters()).addPathPatterns("/v1/**");
            }
        };
    }
}
