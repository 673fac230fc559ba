using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using OcopMarket.Platform.Text;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Components;

/// <summary>Base of tests of single components. Its words are those of bUnit, so that bUnit can take its place one day.</summary>
public abstract class ComponentTest
{
    protected ComponentTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        Services.AddLogging().AddTexts().AddSingleton<RefusalTexts>();
        Services.AddSingleton<NavigationManager>(new StillNavigation()).AddSingleton<IJSRuntime>(new SilentScript());
    }

    /// <summary>What the component may inject; add doubles before rendering.</summary>
    protected ServiceCollection Services { get; } = [];

    protected RenderedComponent Render<TComponent>(Action<Parameters<TComponent>>? set = null) where TComponent : IComponent
    {
        var parameters = new Parameters<TComponent>();
        set?.Invoke(parameters);
        var host = new ComponentHost(Services.BuildServiceProvider());
        host.RenderAsync(typeof(TComponent), parameters.Values).GetAwaiter().GetResult();
        return new(host);
    }

    /// <summary>The parameters of a component, named by its properties.</summary>
    public sealed class Parameters<TComponent>
    {
        internal Dictionary<string, object?> Values { get; } = [];

        public Parameters<TComponent> Add<TValue>(Expression<Func<TComponent, TValue>> property, TValue value)
        {
            ArgumentNullException.ThrowIfNull(property);
            Values[((PropertyInfo)((MemberExpression)property.Body).Member).Name] = value;
            return this;
        }
    }

    /// <summary>A component on the screen, as it is now.</summary>
    public sealed class RenderedComponent
    {
        private readonly ComponentHost _host;

        internal RenderedComponent(ComponentHost host) => _host = host;

        public string Markup => _host.Markup;

        public Found Find(string selector) => new(_host, selector);

        public IReadOnlyList<IElement> FindAll(string selector) => [.. _host.Document.QuerySelectorAll(selector)];
    }

    /// <summary>An element by its selector: read anew each time, so that it shows what has changed.</summary>
    public sealed class Found
    {
        private readonly ComponentHost _host;
        private readonly string _selector;

        internal Found(ComponentHost host, string selector)
        {
            (_host, _selector) = (host, selector);
            _ = host.Find(selector);
        }

        public string TextContent => _host.Find(_selector).TextContent;

        public string? GetAttribute(string name) => _host.Find(_selector).GetAttribute(name);

        public bool HasAttribute(string name) => _host.Find(_selector).HasAttribute(name);

        public void Click() => Raise("onclick", new MouseEventArgs());

        public void Change(object? value) => Raise("onchange", new ChangeEventArgs { Value = value });

        public void Submit() => Raise("onsubmit", EventArgs.Empty);

        private void Raise(string name, EventArgs args) => _host.RaiseAsync(_selector, name, args).GetAwaiter().GetResult();
    }

    private sealed class StillNavigation : NavigationManager
    {
        public StillNavigation() => Initialize("http://localhost/", "http://localhost/");

        protected override void NavigateToCore(string uri, NavigationOptions options) => Uri = ToAbsoluteUri(uri).ToString();
    }

    private sealed class SilentScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => default;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }
}
