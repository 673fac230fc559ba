using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;
using OcopMarket.Platform;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>
/// Names of the rights a page asks for: <c>@attribute [Authorize(Policy = Policies.Officer)]</c>. They open the door of a desk; what may
/// be done to which object the use cases decide.
/// </summary>
public static class Policies
{
    /// <summary>Signed in, as whatever.</summary>
    public const string Member = "member";

    /// <summary>Staff of at least one producer.</summary>
    public const string Producer = "producer";

    /// <summary>An officer in office.</summary>
    public const string Officer = "officer";
    public const string Administrator = "administrator";

    public static IServiceCollection AddMarketAccess(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(session =>
            {
                session.Cookie.Name = "phien";
                session.ExpireTimeSpan = TimeSpan.FromDays(14);
                session.LoginPath = Urls.SignIn;
                session.ReturnUrlParameter = Urls.ReturnKey;

                // The stamp is compared where rights are read (SignedInQueries), not here: public pages then cost no question to the database.
                session.Events.OnValidatePrincipal = _ => Task.CompletedTask;

                // Whichever way somebody came in, the basket comes along.
                session.Events.OnSignedIn = signedIn => signedIn.HttpContext.RequestServices.GetRequiredService<CurrentCart>().TakeAlongAsync(signedIn.Principal, signedIn.HttpContext.RequestAborted);
                session.Events.OnSigningOut = signingOut =>
                {
                    CurrentCart.LeaveBehind(signingOut.HttpContext);
                    return Task.CompletedTask;
                };
            });
            cookies.TwoFactorUserIdCookie!.Configure(half => half.Cookie.Name = "phien-nua");
            cookies.TwoFactorRememberMeCookie!.Configure(known => known.Cookie.Name = "may-quen");
        });

        // Sessions last by the machine's clock, as browsers count it; the market's may be shifted.
        services.PostConfigureAll<CookieAuthenticationOptions>(cookie =>
        {
            cookie.TimeProvider = TimeProvider.System;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Member, p => p.AddRequirements(new Right(a => a.Account is not null)))
            .AddPolicy(Producer, p => p.AddRequirements(new Right(a => a.Kind is ActorKind.Member && a.Memberships.Count > 0)))
            .AddPolicy(Officer, p => p.AddRequirements(new Right(a => a.Kind is ActorKind.Officer)))
            .AddPolicy(Administrator, p => p.AddRequirements(new Right(a => a.Kind is ActorKind.Administrator)));
        services.AddScoped<IAuthorizationHandler, RightHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, WhereTo>();
        services.AddScoped<CurrentProducer>().AddScoped<CurrentCart>().AddScoped<CurrentActor>().AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler, CurrentActor.Binding>();
        services.AddCascadingAuthenticationState();
        return services;
    }

    private sealed record Right(Func<Actor, bool> Holds) : IAuthorizationRequirement;

    /// <summary>Asks the database, not the cookie.</summary>
    private sealed class RightHandler(CurrentActor current) : AuthorizationHandler<Right>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Right requirement)
        {
            if (requirement.Holds(await current.GetAsync()))
            {
                context.Succeed(requirement);
            }
        }
    }

    /// <summary>Guests, and sessions that are worth nothing any more, go to sign in; who lacks the second factor goes to set it up; the rest are told no.</summary>
    private sealed class WhereTo : IAuthorizationMiddlewareResultHandler
    {
        public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
            {
                await next(context);
                return;
            }

            var person = await context.RequestServices.GetRequiredService<CurrentActor>().FindAsync(context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            if (context.Request.IsForMachines() || !HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.StatusCode = person is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
            }
            else if (person is null)
            {
                context.Response.Redirect(Urls.SignInFor(context.Request.Path + context.Request.QueryString));
            }
            else if (person.LacksSecondFactor)
            {
                context.Response.Redirect(Urls.Returning(Urls.SecondFactor, context.Request.Path + context.Request.QueryString));
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden; // the status pages write the body
            }
        }
    }
}
