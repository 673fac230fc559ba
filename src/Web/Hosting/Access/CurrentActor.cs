using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;

namespace OcopMarket.Web.Hosting.Access;

/// <summary>
/// Who acts, in pages, endpoints and islands alike. Kind, area, tasks and memberships come from the database: once a request, and in a
/// circuit at every asking, so that a removed officer's open page loses its rights at once. Ask before each use case; keep no actor in a field of an island.
/// </summary>
public sealed class CurrentActor(IHttpContextAccessor http, SignedInQueries signedIn)
{
    private static readonly object Known = new();

    private AuthenticationStateProvider? _circuit;

    public async ValueTask<Actor> GetAsync(CancellationToken ct = default) => await FindAsync(ct) is { } person ? person.Actor : Actor.Guest;

    /// <summary>The person with what desks show of them; null for guests.</summary>
    public async ValueTask<SignedIn?> FindAsync(CancellationToken ct = default)
    {
        if (_circuit is { } circuit)
        {
            return await signedIn.FindAsync((await circuit.GetAuthenticationStateAsync()).User, ct);
        }

        if (http.HttpContext is not { } request)
        {
            return null;
        }

        if (!request.Items.TryGetValue(Known, out var known))
        {
            request.Items[Known] = known = await signedIn.FindAsync(request.User, ct);
        }

        return (SignedIn?)known;
    }

    /// <summary>The circuit's own word on who is signed in: the request it began with is long over.</summary>
    private void BelongTo(AuthenticationStateProvider circuit) => _circuit = circuit;

    /// <summary>Tells the actor of a circuit's scope that it is in a circuit.</summary>
    internal sealed class Binding(CurrentActor actor, AuthenticationStateProvider states) : CircuitHandler
    {
        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            actor.BelongTo(states);
            return Task.CompletedTask;
        }
    }
}
